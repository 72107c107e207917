import { Body, Head, Hr, Html, Link, Text } from "@react-email/components";
import { Fragment } from "react";
import { closingLines } from "./closing";
import type { Block, EmailPlace, EmailText } from "./email-text";
import { quotedLines } from "./email-text";

const paper = {
  margin: "24px",
  maxWidth: "600px",
  backgroundColor: "#ffffff",
  color: "#000000",
  fontFamily: "Helvetica, Arial, sans-serif",
};
const type = { margin: "0 0 16px", fontSize: "16px", lineHeight: "24px", color: "#000000" };
const small = { ...type, margin: "0 0 4px", fontSize: "14px", lineHeight: "20px" };
const quoted = { ...type, fontFamily: "Menlo, Consolas, monospace", fontSize: "14px", lineHeight: "20px" };

/** The HTML part: the same words as the text part, black on white, no picture, no box, one underlined link. */
export function EmailLayout({ email, place }: { readonly email: EmailText; readonly place: EmailPlace }) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
      </Head>
      <Body style={paper}>
        <Text style={{ ...type, fontWeight: "bold" }}>{email.lede}</Text>
        <Text style={type}>{email.otherwise}</Text>
        {email.body.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an email is rendered once and never reordered
          <BlockFace key={index} block={block} />
        ))}
        <Hr />
        {closingLines(email, place).map((line) => (
          <Text key={line} style={small}>
            {line}
          </Text>
        ))}
      </Body>
    </Html>
  );
}

function BlockFace({ block }: { readonly block: Block }) {
  switch (block.is) {
    case "paragraph":
      return <Text style={type}>{block.text}</Text>;
    case "item":
      return <Text style={{ ...type, margin: "0 0 4px 16px" }}>{`- ${block.text}`}</Text>;
    case "quote":
      return (
        <Text style={quoted}>
          {quotedLines(block.text).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one quotation, rendered once
            <Fragment key={index}>
              {index > 0 && <br />}
              {`> ${line}`.trimEnd()}
            </Fragment>
          ))}
        </Text>
      );
    case "link":
      return (
        <Text style={type}>
          <Link href={block.url} style={{ color: "#000000", textDecoration: "underline" }}>
            {block.url}
          </Link>
        </Text>
      );
  }
}

import { Body, Head, Html, Link } from "@react-email/components";
import { type CSSProperties, Fragment, type ReactNode } from "react";
import { colours, darkStyles } from "./email-styles";
import { type Block, closingLines, type EmailContext, type EmailText, oneLine, quotedLines } from "./email-text";

const { background, ink, secondary, accent, line, box, edge, action, warning } = colours;

const type: CSSProperties = { fontSize: "16px", lineHeight: "24px", color: ink.light };
const small: CSSProperties = { fontSize: "14px", lineHeight: "20px", color: secondary.light };
const fact: CSSProperties = { padding: "8px 0", borderTop: `1px solid ${line.light}`, verticalAlign: "top" };

/**
 * The HTML part: the words of the text part in the same order, below the names of the list and of the reference. Dark on white without
 * pictures, with inline styles, because many clients read nothing else.
 */
export function EmailLayout({ email, context }: { readonly email: EmailText; readonly context: EmailContext }) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyles}</style>
      </Head>
      <Body className={background.name} style={{ margin: 0, padding: 0 }}>
        <Table className={background.name} style={{ backgroundColor: background.light }}>
          <tr>
            <td align="center" style={{ padding: "0 16px" }}>
              <Table style={{ maxWidth: "600px", textAlign: "left", fontFamily: "Helvetica, Arial, sans-serif" }}>
                <Names email={email} context={context} />
                <Status email={email} />
                <tr>
                  <td style={{ padding: "12px 0 8px" }}>
                    {email.body.map((block, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: an email is rendered once and never reordered
                      <BlockPart key={index} block={block} />
                    ))}
                  </td>
                </tr>
                <tr>
                  <td className={line.name} style={{ padding: "12px 0 24px", borderTop: `1px solid ${line.light}` }}>
                    {closingLines(email, context).map((each) => (
                      <p key={each} className={secondary.name} style={{ ...small, margin: 0 }}>
                        {each}
                      </p>
                    ))}
                  </td>
                </tr>
              </Table>
            </td>
          </tr>
        </Table>
      </Body>
    </Html>
  );
}

/** The list and the reference, as in the subject. */
function Names({ email, context }: { readonly email: EmailText; readonly context: EmailContext }) {
  return (
    <tr>
      <td style={{ padding: "20px 0 16px" }}>
        <Table>
          <tr>
            <td className={ink.name} style={{ ...type, fontSize: "15px", lineHeight: "20px", fontWeight: "bold" }}>
              <span aria-hidden="true" className={accent.name} style={{ color: accent.light }}>
                ◪
              </span>{" "}
              {oneLine(context.name)}
            </td>
            <td align="right" className={secondary.name} style={small}>
              {email.thread.reference}
            </td>
          </tr>
        </Table>
      </td>
    </tr>
  );
}

/** Who has to act, and what happens otherwise, behind an edge: amber where the reader has to act, red where something is at stake. */
function Status({ email: { lede, why, otherwise, isWarning } }: { readonly email: EmailText }) {
  const edgeColour = isWarning ? warning : lede.startsWith("Action needed") ? action : edge;
  const rest = [why, otherwise].filter((text) => text !== undefined && text !== "");
  return (
    <tr>
      <td className={edgeColour.name} style={{ padding: "2px 0 2px 16px", borderLeft: `4px solid ${edgeColour.light}` }}>
        <p className={ink.name} style={{ ...type, margin: 0, fontSize: "20px", lineHeight: "26px", fontWeight: "bold" }}>
          {lede}
        </p>
        {rest.map((text) => (
          <p key={text} className={ink.name} style={{ ...type, margin: "6px 0 0" }}>
            {text}
          </p>
        ))}
      </td>
    </tr>
  );
}

function BlockPart({ block }: { readonly block: Block }) {
  switch (block.is) {
    case "paragraph":
      return (
        <p className={ink.name} style={{ ...type, margin: "12px 0" }}>
          {block.text}
        </p>
      );
    case "item":
      return (
        <p className={ink.name} style={{ ...type, margin: "0 0 8px 10px", textIndent: "-10px" }}>
          {`- ${block.text}`}
        </p>
      );
    case "facts":
      return (
        <Table className={line.name} style={{ margin: "16px 0", borderBottom: `1px solid ${line.light}` }}>
          {block.rows.map(({ label, text }) => (
            <tr key={label}>
              <td width="120" className={`${secondary.name} ${line.name}`} style={{ ...small, ...fact, paddingRight: "16px" }}>
                {label}:
              </td>
              <td className={`${ink.name} ${line.name}`} style={{ ...type, ...fact, lineHeight: "22px", wordBreak: "break-word" }}>
                {text}
              </td>
            </tr>
          ))}
        </Table>
      );
    case "quote":
      return (
        <Table style={{ margin: "0 0 16px" }}>
          <tr>
            <td
              className={`${ink.name} ${edge.name}`}
              style={{ ...type, padding: "2px 0 2px 14px", borderLeft: `2px solid ${edge.light}` }}
            >
              {quotedLines(block.text).map((each, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines of one quotation, rendered once
                <Fragment key={index}>
                  {index > 0 && <br />}
                  {each}
                </Fragment>
              ))}
            </td>
          </tr>
        </Table>
      );
    case "link":
      return (
        <Table style={{ margin: "16px 0" }}>
          <tr>
            <td className={box.name} style={{ padding: "12px 16px", border: `1px solid ${box.light}` }}>
              <p className={ink.name} style={{ ...type, margin: "0 0 2px", lineHeight: "22px", fontWeight: "bold" }}>
                {block.label}:
              </p>
              <Link
                className={accent.name}
                href={block.url}
                style={{ ...type, color: accent.light, textDecoration: "underline", wordBreak: "break-all" }}
              >
                {block.url}
              </Link>
            </td>
          </tr>
        </Table>
      );
  }
}

/** A table that only lays out: mail clients know nothing else that works everywhere. */
function Table({
  className,
  style,
  children,
}: {
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}) {
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      className={className}
      style={{ borderCollapse: "collapse", width: "100%", ...style }}
    >
      <tbody>{children}</tbody>
    </table>
  );
}

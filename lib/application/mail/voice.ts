/** How people write in mails, whatever the list: who is speaking, and how a mail ends. */

const speaker = /\b(?:we|we['’](?:re|ve|ll|d)|i|i['’](?:m|ve|ll)|us)\b/i;
const reply =
  /^[\W_]*(?:yes|yep|yeah|no|sure|agreed?|accepted|confirmed?|correct|done|see|our|my|n\/a|absolutely|certainly|of course|indeed)\b/i;
const request =
  /^(?:(?:not )?(?:have|be)|accept|agree|provide|maintain|keep|do|does|is|are|can|must|should|shall|name|state|tell|describe|who|what|which|how|where|when|you|you['’]re|your|the organization must)\b|\byours?(?:elf)?\b|\?\s*$/i;

/** Whether somebody answers here ("We accept it", "Yes, …"), so that the words are not merely a condition repeated. */
export function answers(text: string): boolean {
  return reply.test(text) || speaker.test(text.replace(/\bI\b(?=[.)])/g, ""));
}

/** Whether a condition is put here: "Have a …", "your organization …", "Do you …?" */
export function asks(text: string): boolean {
  return request.test(text.trim());
}

const signOff =
  /^(?:(?:many|kind|kindest|best|warm|warmest|with|yours?|thanks|thank|very|most|mit|freundlichen|viele|beste|liebe|bien)[\s,]+){0,4}(?:thanks|thank you|you|thx|regards?|wishes|cheers|sincerely|truly|faithfully|respectfully|cordially|best|and|grüßen?|gruß|cordialement|saludos|br|kr)(?:\s+(?:again|a lot|so much|very much|in advance|everyone|all|team|and (?:best |kind )?regards|from .{1,40}))*\s*[,.!–—-]*$/i;
const signedOff =
  /^(?:(?:best|kind|warm|many)\s+)?(?:regards|wishes|thanks|cheers|sincerely)\s*[,!.–—-]+\s*(?:\p{Lu}[\p{L}.'’-]*\s*){1,4}$/iu;
const footer =
  /^(?:--|—|you received this (?:message|e-?mail) because|to unsubscribe\b|to view this discussion|sent from my\b|get outlook for|this (?:e-?mail|message)(?: and any| \(including| is intended| may contain| contains confidential)|confidentiality notice|disclaimer\b|-----(?:begin pgp signature|end pgp))/i;
const listFooter = /\blistinfo\b|\bmailman\b|\bunsubscribe\b/i;
const closing =
  /^(?:thank(?:s| you)(?:[,.!]|\s+(?:so much|very much|in advance|again|for|and))|(?:we |i )?(?:am |are )?look(?:ing)? forward|please (?:let (?:me|us) know|do(?:n['’]t| not) hesitate|feel free|reach out|contact (?:me|us)|get back)|(?:if|should) (?:you|there|any) .{0,40}\b(?:question|need|require|further|more|unclear)|let (?:me|us) know|(?:we|i)(?:['’]d| would|['’]re| are|['’]m| am)? (?:be )?(?:happy|glad|available) to|(?:kind |best |warm )?regards|sincerely|cheers|hope (?:this|that)|we hope)/i;
const greeting =
  /^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|day|evening)|to whom it may concern|hallo|bonjour|hola)\b.{0,60}$/i;

/** The line with which a mail is signed: "Best regards,". */
export function isSignOff(line: string): boolean {
  return line.length < 60 && (signOff.test(line) || signedOff.test(line));
}

/** The first line of what programs put under a mail: a signature mark, a list's footer, a disclaimer. */
export function isFooter(line: string): boolean {
  return footer.test(line) && !/^—\s*\S.{3}/.test(line) && !/^--[^\s-]/.test(line) && !/^--\s+\S/.test(line);
}

/** A paragraph that a mailing list adds. */
export function isListFooter(paragraph: string): boolean {
  return paragraph.length < 500 && listFooter.test(paragraph);
}

/** A closing sentence after the answers: "Thank you for …", "Let us know …". */
export function isClosing(paragraph: string): boolean {
  return paragraph.length < 400 && closing.test(paragraph);
}

export function isGreeting(line: string): boolean {
  return line.length < 90 && greeting.test(line);
}

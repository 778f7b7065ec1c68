/** The colours and movements that a terminal would take from it. */
const TERMINAL_SEQUENCE = new RegExp(
  String.raw`\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])`,
  'g',
)
/** Characters that nobody sees, and those that let a line read otherwise than it is; not the newline and the tab. */
const HIDDEN = new RegExp(
  String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]`,
  'g',
)

/** Text as it is, with nothing hidden in it: escapes of a terminal are left out, other invisible signs are named. */
export function visibleText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(TERMINAL_SEQUENCE, '')
    .replace(HIDDEN, (sign) => `‹U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`)
}

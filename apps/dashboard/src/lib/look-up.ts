/**
 * What a total table has for a word of the server's. The types know the words of this build; a page that is older than the
 * server meets others, and shows them as they are instead of breaking. So every table that is asked with a word of the
 * server's is asked through here.
 */
export function lookUp<Key extends string, Value>(
  table: Readonly<Record<Key, Value>>,
  word: string,
  ofUnknown: (word: string) => Value,
): Value {
  return isIn(table, word) ? table[word] : ofUnknown(word)
}

/** How a word is shown of which this build knows nothing. */
export function unknownWord(word: string): string {
  return `Unknown: ${word}`
}

function isIn<Key extends string>(table: Readonly<Record<Key, unknown>>, word: string): word is Key {
  return Object.hasOwn(table, word)
}

/**
 * Version 3 may name an execution that it goes on from or tries again. What is older does neither, so nothing is to be
 * said; the version alone keeps a server of version 2 from dropping those names when it writes the record.
 */
export function toVersion3(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...content, schemaVersion: 3 }
}

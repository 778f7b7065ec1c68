/**
 * Version 4 may have been stopped at a cost limit, and knows the estimate that this went by. What is older was not, so nothing
 * is to be said; the version alone keeps a server of version 3 from taking such a record for a damaged one.
 */
export function toVersion4(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...content, schemaVersion: 4 }
}

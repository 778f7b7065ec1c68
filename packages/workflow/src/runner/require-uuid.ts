import { uuidSchema } from '../schema/index.ts'

/** Before a path or an argument is built from an id. Throws a `TypeError`: the caller did not check what it was given. */
export function requireUuid(id: string, what: string): void {
  if (!uuidSchema.safeParse(id).success) throw new TypeError(`${what} must be a UUID, got "${id}".`)
}

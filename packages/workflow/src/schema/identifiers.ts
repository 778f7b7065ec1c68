import { z } from './zod.ts'

/** A UUID of any version, as `crypto.randomUUID` makes it. The only shape from which a path or an argument is ever built. */
export const uuidSchema = z
  .string()
  .regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    'must be a UUID in lower case, as the start answer gives it',
  )

/** The opaque key of a registered project: looked up, never parsed, and in no path. */
export const projectIdSchema = z
  .string()
  .min(1, 'must not be empty')
  .max(128, 'must have at most 128 characters')

/** A project id as somebody names it: one that no project has is unknown, whatever it looks like. */
export const projectReferenceIdSchema = z.string()

const SKILL_SEGMENT = '[A-Za-z0-9][A-Za-z0-9._-]{0,63}'

/** A skill as the agent names it: the file or folder name, sub-folders as `ns:name`. */
export const skillNameSchema = z
  .string()
  .regex(
    new RegExp(`^${SKILL_SEGMENT}(:${SKILL_SEGMENT})*$`),
    'must be a skill name such as "review" or "team:review"',
  )

/** ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const timestampSchema = z.iso.datetime()

export function isUuid(value: unknown): value is string {
  return uuidSchema.safeParse(value).success
}

import { createHash } from 'node:crypto'

/**
 * An answer that names its content, so that whoever has it already is told so in 304 and no body. The tag is of the
 * whole body: not everything in it moves the revision.
 */
export function respondTagged(request: Request, body: unknown): Response {
  const text = JSON.stringify(body)
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, TAG_LENGTH)}"`
  // Kept by the caller alone, and asked about each time.
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' }
  if (knows(request.headers.get('if-none-match'), tag)) return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'Content-Type': 'application/json' } })
}

/** 126 bits: more than any two bodies will ever share. */
const TAG_LENGTH = 21

/** RFC 9110, 13.1.2: a list of tags, compared weakly, or `*`. */
function knows(ifNoneMatch: string | null, tag: string): boolean {
  if (ifNoneMatch === null) return false
  const given = ifNoneMatch.split(',').map((part) => part.trim().replace(/^W\//, ''))
  return given.includes(tag) || given.includes('*')
}

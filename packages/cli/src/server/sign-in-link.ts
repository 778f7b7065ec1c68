const FRAGMENT = /^#code=[\w-]{43}$/

/**
 * The sign-in link of an answer, as it may be handed to a browser: the one of the address at which the server was reached, else the
 * first of those by which the server says it is reached. `undefined` when none is such a link: a browser opens much else, such as files and programs.
 */
export function pickSignInLink(server: string, { url, urls }: Record<string, unknown>): string | undefined {
  const listed = (Array.isArray(urls) ? urls : []).flatMap(readLink)
  const { origin } = new URL(server)
  const own = [...readLink(url), ...listed].find((link) => link.origin === origin)
  return (own ?? listed[0])?.href
}

function readLink(value: unknown): URL[] {
  if (typeof value !== 'string' || !URL.canParse(value)) return []
  const link = new URL(value)
  return /^https?:$/.test(link.protocol) && FRAGMENT.test(link.hash) ? [link] : []
}

import { EXIT, type ExitCode } from '../exit-codes.ts'
import { createSignInLink } from '../server/session-calls.ts'
import type { Session } from '../session.ts'

/** A link that signs a browser in, opened where somebody is there to see it. */
export async function open(
  { print, server, world }: Session,
  { browser = true }: { browser?: boolean },
): Promise<ExitCode> {
  const url = await createSignInLink(server)
  print.emit({ url })
  print.say(url)
  // The link is printed: that no browser can be opened here is no failure.
  if (print.isForPerson && browser) await world.openInBrowser(url).catch(() => undefined)
  return EXIT.completed
}

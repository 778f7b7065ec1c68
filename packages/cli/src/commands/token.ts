import { CommandFailure } from '../command-failure.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { readToken, tokenPath } from '../server/find-server.ts'
import { rotateToken } from '../server/session-calls.ts'
import type { Session } from '../session.ts'

/** Says where the token is; itself only where that is asked for. */
export async function token(
  { print, server, world }: Session,
  { rotate = false, show = false }: { rotate?: boolean; show?: boolean },
): Promise<ExitCode> {
  const path = tokenPath(world)
  if (rotate) {
    const made = await rotateToken(server)
    print.emit({ path, ...(show && { token: made }) })
    print.say(
      show ? made : `There is a new token in ${path}. Scripts and browsers that have the old one are out.`,
    )
    return EXIT.completed
  }
  const found = readToken(world)
  if (found === undefined) {
    throw new CommandFailure(
      `There is no token in ${path} yet: the first start of the server makes one.`,
      EXIT.refused,
    )
  }
  print.emit({ path, ...(show && { token: found }) })
  print.say(show ? found : `The token is in ${path}. Print it with: specflowctl token --show`)
  return EXIT.completed
}

import { CommandFailure } from '../command-failure.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { readToken, tokenPath } from '../server/find-server.ts'
import { rotateToken } from '../server/session-calls.ts'
import type { Session } from '../session.ts'

/** Says where the token is; itself only where that is asked for. */
export async function token(
  session: Session,
  { rotate = false, show = false }: { rotate?: boolean; show?: boolean },
): Promise<ExitCode> {
  if (rotate) return renew(session, show)
  const { print, world } = session
  const path = tokenPath(world)
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

/** A server that was named may be of another machine or folder, and its token is then in no file of ours. */
async function renew({ print, server, world }: Session, show: boolean): Promise<ExitCode> {
  const { isNamed, url } = server
  const made = await rotateToken(server)
  const path = tokenPath(world)
  print.emit({ ...(isNamed ? { url } : { path }), ...(show && { token: made }) })
  const news = isNamed ? `${url} has a new token.` : `There is a new token in ${path}.`
  const remedy = isNamed ? ' Print it on the machine of that server with: specflowctl token --show' : ''
  print.say(show ? made : `${news} Scripts and browsers that have the old one are out.${remedy}`)
  return EXIT.completed
}

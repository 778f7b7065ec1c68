import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Session } from '../session.ts'

/** Answers when nothing that was queued or ran is alive any more; what may be is named, and the command fails. */
export async function stopAll({ client, print }: Session): Promise<ExitCode> {
  const report = await client.stopAll()
  const { notStopped, stopped } = report
  print.emit(report)
  print.say(
    stopped.length === 1
      ? '1 execution is cancelled.'
      : `${String(stopped.length)} executions are cancelled.`,
  )
  for (const { error, id } of notStopped) print.note(`${id} may be alive: ${error.code}: ${error.message}`)
  if (notStopped.length === 0) return EXIT.completed
  print.note('Try again: specflowctl stop-all')
  return EXIT.refused
}

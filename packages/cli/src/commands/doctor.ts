import { WorkflowConnectionError, type DoctorReport } from '@specflow/client'
import { CommandFailure } from '../command-failure.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import type { Session } from '../session.ts'

/** The report of the running server; where none runs, or something is to be repaired, that of `npm run doctor`. */
export async function doctor(
  session: Session,
  { fix = false }: { fix?: boolean },
): Promise<ExitCode | undefined> {
  const { client, print } = session
  if (fix) return examineHere(session, ['--fix'])
  try {
    const report = await client.doctor({ retryForMs: 0 })
    print.emit(report)
    print.say(describe(report))
    return report.ok ? EXIT.completed : EXIT.refused
  } catch (error) {
    if (error instanceof WorkflowConnectionError && session.world.repository) return examineHere(session, [])
    throw error
  }
}

async function examineHere({ print, world }: Session, options: readonly string[]): Promise<undefined> {
  if (!world.repository) {
    throw new CommandFailure(
      'This specflowctl was installed without the server, and repairs nothing. In the folder of SpecFlow: npm run doctor -- --fix',
      EXIT.usage,
    )
  }
  await world.repository.runDoctor([...options, ...(print.isForPerson ? [] : ['--json'])])
}

function describe({ checks }: DoctorReport): string {
  const lines = checks.flatMap(({ detail, remedy, status, title }) => [
    `${(status === 'problem' ? 'PROBLEM' : status).padEnd(7)}  ${title}: ${detail}`,
    ...(remedy === undefined ? [] : [`         ${remedy}`]),
  ])
  return lines.join('\n')
}

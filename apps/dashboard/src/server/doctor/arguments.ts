export interface DoctorArguments {
  /** The report as JSON on standard output, and nothing else there. */
  json: boolean
  fix: boolean
  help: boolean
}

export const DOCTOR_USAGE = `Usage: npm run doctor [-- [--json] [--fix]]

Looks at this installation and says what is wrong and what to do about it. It works with and without a running server.

  --json   the report as JSON (with npm run --silent doctor -- --json nothing else is on standard output)
  --fix    repairs what is safe, and reports what is left: modes in the state directory, the lock of a server that is
           gone, temporary files of writers that are gone, and processes of runs that no execution owns. Beside a
           running server, only modes, temporary files, and processes of executions that have ended.
  --help   this text

Exit code: 0 no problem (there may be warnings), 1 a problem is left, 2 wrong usage or nothing could be looked at.
`

/** Answers the name of the first argument that is none. */
export function readDoctorArguments(given: readonly string[]): DoctorArguments | { unknown: string } {
  const unknown = given.find((argument) => !['--json', '--fix', '--help', '-h'].includes(argument))
  if (unknown !== undefined) return { unknown }
  return {
    json: given.includes('--json'),
    fix: given.includes('--fix'),
    help: given.includes('--help') || given.includes('-h'),
  }
}

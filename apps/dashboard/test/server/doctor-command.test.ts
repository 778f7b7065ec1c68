import { join } from 'node:path'
import { expect, test } from 'vitest'
import { doctorReportSchema } from '@specflow/workflow/schema'
import { readDoctorArguments } from '../../src/server/doctor/arguments.ts'
import { runDoctorCommand } from '../../src/server/doctor/command.ts'
import { printReport } from '../../src/server/doctor/print-report.ts'
import { temporaryDirectory } from './support/temporary-directory.ts'

async function run(given: readonly string[], environment: Record<string, string>) {
  const [printed, complained]: [string[], string[]] = [[], []]
  const code = await runDoctorCommand({
    arguments: given,
    launch: {
      version: '0.0.0',
      environment: { seen: { PATH: '/usr/bin:/bin', ...environment } },
      ownBinDirectories: [],
      demoAgentPath: '/bin/true',
    },
    width: 80,
    print: (text) => printed.push(text),
    complain: (text) => complained.push(text),
  })
  return { code, printed: printed.join(''), complained: complained.join('') }
}

test('an argument that is none is refused with the usage, and nothing is looked at', async () => {
  expect(readDoctorArguments(['--fix', '--force'])).toEqual({ unknown: '--force' })
  const { code, complained, printed } = await run(['--force'], {})
  expect(code).toBe(2)
  expect(complained).toContain('Unknown argument: --force')
  expect(complained).toContain('Usage: npm run doctor')
  expect(printed).toBe('')
})

test('a setting that no server would take is refused as a server refuses it', async () => {
  const { code, complained } = await run([], { SPECFLOW_HOME: 'relative' })
  expect(code).toBe(2)
  expect(complained).toContain('SPECFLOW_HOME is "relative"')
})

test('--help is answered with what the exit codes mean', async () => {
  const { code, printed } = await run(['--help'], {})
  expect(code).toBe(0)
  expect(printed).toContain('Exit code: 0')
})

test('--json prints the report and nothing else', async () => {
  await using directory = await temporaryDirectory()
  const home = join(directory.path, 'state')
  const { code, complained, printed } = await run(['--json'], { SPECFLOW_HOME: home, SPECFLOW_AGENT: 'demo' })
  const report = doctorReportSchema.parse(JSON.parse(printed))
  expect(code).toBe(report.ok ? 0 : 1)
  expect(report.checks.find(({ id }) => id === 'state-directory')?.detail).toContain(home)
  expect(complained).toBe('')
})

test('the table has a line for each check, wrapped to the width, with what to do below', () => {
  const text = printReport(
    {
      ok: false,
      checks: [
        { id: 'a', title: 'Node.js', status: 'ok', detail: 'Fine.', remedy: 'Unsaid.', fixable: false },
        {
          id: 'b',
          title: 'Processes',
          status: 'problem',
          detail:
            'one two three four five six seven eight nine ten eleven twelve /a/very/long/path/that/is/not/cut/in/two',
          remedy: 'Do this and then do that and then look whether it has helped.',
          fixable: true,
        },
        { id: 'c', title: 'Disk', status: 'warning', detail: 'Little.', fixable: false },
      ],
      repairs: [{ check: 'owner', done: 'Took the lock away.' }],
    },
    { width: 72 },
  )
  expect(text).toBe(`ok       Node.js    Fine.
PROBLEM  Processes  one two three four five six seven eight nine ten
                    eleven twelve
                    /a/very/long/path/that/is/not/cut/in/two
                    -> Do this and then do that and then look whether it
                       has helped.
warning  Disk       Little.

Repaired: Took the lock away.
1 problem, 1 warning. Some of it can be repaired: npm run doctor -- --fix
`)
})

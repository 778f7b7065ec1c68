import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RUN_FILES } from '../src/index.ts'
import { createDarwinPlatform } from '../src/platform/darwin.ts'
import { createLinuxPlatform } from '../src/platform/linux.ts'
import { supervisorScript } from '../src/supervisor-script.ts'
import { isRunning, waitFor } from './support/processes.ts'
import { createWorkplace, fixturePath, type Workplace } from './support/workplace.ts'

const linuxScript = supervisorScript(createLinuxPlatform().supervisorFunctions)
const darwinScript = supervisorScript(createDarwinPlatform(() => '').supervisorFunctions)

/** Of the shells that systems have as `/bin/sh`, those that are here. */
const SHELLS = [['sh'], ['dash'], ['bash', '--posix'], ['busybox', 'ash']].filter(([program = '']) =>
  isInstalled(program),
)

test.each(['shellcheck'].filter(isInstalled))('%s finds nothing', (linter) => {
  for (const script of [linuxScript, darwinScript]) {
    const check = spawnSync(linter, ['--shell=sh', '--severity=warning', '-'], {
      input: script,
      encoding: 'utf8',
    })
    expect(check.stdout).toBe('')
    expect(check.status).toBe(0)
  }
})

describe.each(SHELLS.map((shell) => ({ shell })))('$shell', ({ shell }) => {
  test('can read both scripts', () => {
    const [program = '', ...options] = shell
    for (const script of [linuxScript, darwinScript]) {
      expect(spawnSync(program, [...options, '-n'], { input: script }).status).toBe(0)
    }
  })

  test('writes down exit codes and deaths, and claims a run once', async () => {
    await using place = createWorkplace()
    expect(supervise(place, shell, 'exit-code.sh', '143')).toBe(0)
    expect(JSON.parse(place.readRunFile(RUN_FILES.exit))).toEqual({ code: 143, bySignal: false })
    expect(supervise(place, shell, 'exit-code.sh', '7')).toBe(90)
    expect(JSON.parse(place.readRunFile(RUN_FILES.exit))).toEqual({ code: 143, bySignal: false })
  })

  test('tells a death by SIGTERM from an exit with 143', async () => {
    await using place = createWorkplace()
    expect(supervise(place, shell, 'die-of-signal.sh', 'TERM')).toBe(0)
    expect(JSON.parse(place.readRunFile(RUN_FILES.exit))).toEqual({ code: 143, bySignal: true })
    expect(place.readRunFile(RUN_FILES.stderr)).toBe('')
  })

  test('keeps a watchdog that a signal to its group meets before it got going', async () => {
    await using place = createWorkplace()
    const beginning = 'specflow_watch() {\n'
    expect(linuxScript).toContain(beginning)
    prepare(place, linuxScript.replace(beginning, `${beginning}  sleep 1\n`))
    const [program = '', ...options] = shell
    const command = [fixturePath('ignore-sigterm.sh'), place.directory]
    const supervisor = spawn(program, [...options, ...supervisorArguments(place, command)], {
      detached: true,
      env: environment(place),
      stdio: 'ignore',
    })
    await place.ready()
    process.kill(-(supervisor.pid ?? Number.NaN), 'SIGTERM')
    await waitFor('the exit record', () => existsSync(join(place.runDirectory, RUN_FILES.exit)))
    expect(JSON.parse(place.readRunFile(RUN_FILES.exit))).toEqual({ code: 137, bySignal: true })
  })

  test('takes its watchdog along, and the sleeper that would sleep for a minute', async () => {
    await using place = createWorkplace()
    supervise(place, shell, 'exit-code.sh', '0', '600')
    const left = () => {
      const marked = createLinuxPlatform().listProcesses('SPECFLOW_RUN')
      return marked.filter(({ marker }) => marker === place.spec('').marker.value)
    }
    await waitFor('both have gone', () => left().length === 0)
  })
})

test('survives a SIGTERM to its group, and the watchdog still enforces the deadline', async () => {
  await using place = createWorkplace()
  prepare(place)
  const command = [fixturePath('ignore-sigterm.sh'), place.directory]
  const supervisor = spawn('/bin/sh', supervisorArguments(place, command), {
    detached: true,
    env: environment(place),
    stdio: 'ignore',
  })
  await place.ready()
  process.kill(-(supervisor.pid ?? Number.NaN), 'SIGTERM')
  await waitFor('the exit record', () => existsSync(join(place.runDirectory, RUN_FILES.exit)))
  expect(JSON.parse(place.readRunFile(RUN_FILES.exit))).toEqual({ code: 137, bySignal: true })
  expect(JSON.parse(place.readRunFile(RUN_FILES.stop))).toMatchObject({
    reason: 'timed_out',
    by: 'supervisor',
  })
  expect(place.pids().filter(isRunning)).toEqual([])
})

test('of many supervisors in one directory one runs the command', async () => {
  await using place = createWorkplace()
  prepare(place)
  const args = supervisorArguments(place, [fixturePath('count-starts.sh'), place.directory])
  const supervisors = Array.from({ length: 8 }, () =>
    spawn('/bin/sh', args, { env: environment(place), stdio: 'ignore' }),
  )
  const codes = supervisors.map((child) => new Promise((resolve) => child.once('exit', resolve)))
  await place.ready()
  writeFileSync(join(place.directory, 'go'), '')
  expect((await Promise.all(codes)).toSorted()).toEqual([0, ...Array.from({ length: 7 }, () => 90)])
  expect(place.pids()).toHaveLength(1)
})

test('runs nothing when a stop was written down before', async () => {
  await using place = createWorkplace()
  prepare(place)
  writeFileSync(join(place.runDirectory, RUN_FILES.stop), '{}')
  expect(supervise(place, ['sh'], 'forever.sh', place.directory)).toBe(0)
  expect(place.pids()).toEqual([])
  expect(existsSync(join(place.runDirectory, RUN_FILES.exit))).toBe(false)
})

/** Runs the script as the runner would, and waits for its end. */
function supervise(
  place: Workplace,
  shell: string[],
  fixture: string,
  argument: string,
  timeoutSeconds = '1',
): number | null {
  prepare(place)
  const [program = '', ...options] = shell
  const args = supervisorArguments(place, [fixturePath(fixture), argument], timeoutSeconds)
  return spawnSync(program, [...options, ...args], { env: environment(place), stdio: 'ignore' }).status
}

function prepare(place: Workplace, script = linuxScript): void {
  mkdirSync(place.runDirectory, { recursive: true })
  writeFileSync(join(place.runDirectory, RUN_FILES.script), script)
  writeFileSync(join(place.runDirectory, RUN_FILES.prompt), '')
}

/** With a grace of 1 s. */
function supervisorArguments(place: Workplace, command: string[], timeoutSeconds = '1'): string[] {
  const script = join(place.runDirectory, RUN_FILES.script)
  return [
    script,
    place.runDirectory,
    `SPECFLOW_RUN=${place.spec('').marker.value}`,
    'boot',
    timeoutSeconds,
    '1',
    ...command,
  ]
}

function environment(place: Workplace): NodeJS.ProcessEnv {
  const { env, marker } = place.spec('')
  return { ...env, [marker.name]: marker.value }
}

function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

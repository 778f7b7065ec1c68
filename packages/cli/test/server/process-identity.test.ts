import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { identifyProcess } from '../../src/server/process-identity.ts'

const BOOT_ID = '/proc/sys/kernel/random/boot_id'
const FIELDS_TO_START_TIME = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18'

describe('on Linux', () => {
  const linux = (files: Record<string, string>) => ({
    platform: 'linux',
    readFile: (path: string) => {
      const text = files[path]
      if (text === undefined) throw new Error('ENOENT')
      return text
    },
    run: () => {
      throw new Error('nothing is run')
    },
  })
  const stat = (state: string) => `7 (a ) b (c)) ${state} ${FIELDS_TO_START_TIME} 4242 20 21\n`

  it('is the start time and the boot, whatever the process calls itself', () => {
    const files = { '/proc/7/stat': stat('S'), [BOOT_ID]: 'boot\n' }
    expect(identifyProcess(7, linux(files))).toEqual({ startTime: '4242', bootId: 'boot' })
  })

  it.each(['Z', 'X'])('is none of a process that is gone but for its entry (%s)', (state) => {
    expect(identifyProcess(7, linux({ '/proc/7/stat': stat(state), [BOOT_ID]: 'boot\n' }))).toBeUndefined()
  })

  it('is none where there is nothing to read, or nothing that can be understood', () => {
    expect(identifyProcess(7, linux({ [BOOT_ID]: 'boot\n' }))).toBeUndefined()
    expect(identifyProcess(7, linux({ '/proc/7/stat': stat('S') }))).toBeUndefined()
    expect(identifyProcess(7, linux({ '/proc/7/stat': stat('S'), [BOOT_ID]: '\n' }))).toBeUndefined()
    expect(identifyProcess(7, linux({ '/proc/7/stat': '7 (node) S 1', [BOOT_ID]: 'boot\n' }))).toBeUndefined()
  })
})

describe('on macOS', () => {
  const darwin = (line: string, boot = '3C1F0B6E-7A54-4B19-9D5B-0F6E6D1D9A11\n') => ({
    platform: 'darwin',
    readFile: () => {
      throw new Error('there is no /proc')
    },
    run: (file: string, given: readonly string[]) => {
      const call = [file, ...given].join(' ')
      if (call === '/bin/ps -ww -o state=,lstart= -p 7') return line
      if (call === '/usr/sbin/sysctl -n kern.bootsessionuuid') return boot
      throw new Error(call)
    },
  })

  it('is what ps and sysctl say, with single spaces, as the process runner writes it down', () => {
    expect(identifyProcess(7, darwin('Ss   Mon Jan  5 08:00:01 2026    \n'))).toEqual({
      startTime: 'Mon Jan 5 08:00:01 2026',
      bootId: '3C1F0B6E-7A54-4B19-9D5B-0F6E6D1D9A11',
    })
  })

  it('is none of a zombie, of a process that is gone, and where the boot is not told', () => {
    expect(identifyProcess(7, darwin('Z    Mon Jan  5 08:00:01 2026\n'))).toBeUndefined()
    expect(identifyProcess(7, darwin(''))).toBeUndefined()
    expect(identifyProcess(8, darwin('S    Mon Jan  5 08:00:01 2026\n'))).toBeUndefined()
    expect(identifyProcess(7, darwin('S    Mon Jan  5 08:00:01 2026\n', '\n'))).toBeUndefined()
  })
})

it('is none on a machine on which no server runs', () => {
  const nothing = () => ''
  expect(identifyProcess(7, { platform: 'win32', readFile: nothing, run: nothing })).toBeUndefined()
})

it.runIf(process.platform === 'linux')(
  'tells a living process of this machine from an ended one',
  async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const pid = child.pid ?? 0
    const identity = identifyProcess(pid)
    expect(identity).toEqual({
      startTime: expect.stringMatching(/^\d+$/),
      bootId: readFileSync(BOOT_ID, 'utf8').trim(),
    })
    expect(identifyProcess(pid)).toEqual(identity)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(identifyProcess(pid)).toBeUndefined()
  },
)

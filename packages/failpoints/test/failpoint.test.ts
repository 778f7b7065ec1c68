import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  armFailpoints,
  canArm,
  disarmFailpoints,
  failpoint,
  FAILPOINTS,
  parseFailpoints,
} from '../src/index.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'failpoint-'))
})
afterEach(() => {
  disarmFailpoints()
  rmSync(directory, { recursive: true })
})

describe('a failpoint', () => {
  it.each(FAILPOINTS)('does nothing when it is not armed: %s', async (name) => {
    await expect(failpoint(name)).resolves.toBeUndefined()
  })

  it('throws the error that it is armed with, and no other place does', async () => {
    armFailpoints('tmp-written=throw(ENOSPC)')

    await expect(failpoint('tmp-written')).rejects.toMatchObject({ code: 'ENOSPC' })
    await expect(failpoint('renamed')).resolves.toBeUndefined()
  })

  it('stalls until the file is there, and says that it was reached', async () => {
    const file = join(directory, 'go')
    armFailpoints(`exit-seen=stall(${file})`)
    let isPast = false

    const passed = failpoint('exit-seen').then(() => {
      isPast = true
    })
    await Promise.resolve()
    expect(existsSync(`${file}.reached`)).toBe(true)
    expect(isPast).toBe(false)
    writeFileSync(file, '')

    await passed
    expect(isPast).toBe(true)
  })

  it('is armed by a file that comes later', async () => {
    const file = join(directory, 'armed')
    armFailpoints(`@${file}`)
    await failpoint('renamed')

    writeFileSync(file, 'renamed=throw(EIO)\n')

    await expect(failpoint('renamed')).rejects.toMatchObject({ code: 'EIO' })
  })

  it('kills the process as kill -9 does', () => {
    const script = `
      import { armFailpoints, failpoint } from ${JSON.stringify(compileTo(directory))}
      process.on('exit', () => console.log('a clean exit'))
      armFailpoints('after-spawn=exit(137)')
      await failpoint('after-spawn')
      console.log('still here')`
    const path = join(directory, 'die.mjs')
    writeFileSync(path, script)

    const { signal, stdout } = spawnSync(process.execPath, [path], { encoding: 'utf8' })

    expect(signal).toBe('SIGKILL')
    expect(stdout).toBe('')
  })
})

describe('what can be armed', () => {
  it('is several places at once', () => {
    expect(parseFailpoints(' before-spawn=exit(137); exit-seen=stall(/a/b) ;tmp-fsynced=throw(EIO)')).toEqual(
      new Map<string, unknown>([
        ['before-spawn', { kind: 'exit', code: 137 }],
        ['exit-seen', { kind: 'stall', file: '/a/b' }],
        ['tmp-fsynced', { kind: 'throw', code: 'EIO' }],
      ]),
    )
    expect(parseFailpoints('')).toEqual(new Map())
    expect(['renamed=throw(EIO)', '@/armed', '@armed', ''].map(canArm)).toEqual([true, true, false, false])
  })

  it.each([
    'nowhere=exit(137)',
    'before-spawn=exit(1)',
    'before-spawn=explode(1)',
    'before-spawn',
    'exit-seen=stall(relative)',
    'tmp-written=throw(full)',
  ])('is not %s', (text) => {
    expect(() => armFailpoints(text)).toThrow(text)
    expect(canArm(text)).toBe(false)
  })
})

/** For a process of its own: Node 20 loads no TypeScript. Answers the path of the index. */
function compileTo(target: string): string {
  const sources = join(import.meta.dirname, '../src')
  for (const name of readdirSync(sources)) {
    const { outputText } = ts.transpileModule(readFileSync(join(sources, name), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    })
    writeFileSync(join(target, name.replace(/ts$/, 'mjs')), outputText.replaceAll(".ts'", ".mjs'"))
  }
  return join(target, 'index.mjs')
}

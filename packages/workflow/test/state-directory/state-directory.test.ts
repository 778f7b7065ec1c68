import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStateDirectory } from '../../src/state-directory/state-directory.ts'
import { fakeMachine } from '../support/identities.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const OWNER = { url: 'http://127.0.0.1:4747', version: '0.1.0' }

function open(path: string, identify = fakeMachine().boot()) {
  return openStateDirectory({ path, owner: OWNER, identify })
}

describe('a state directory', () => {
  it('is made with its folders, for its owner alone, whatever the umask', async () => {
    const umask = process.umask(0)
    onTestFinished(() => {
      process.umask(umask)
    })
    const path = join(temporaryDirectory(), 'deep', 'home')
    const home = await open(path)
    expect(home).toMatchObject({
      path,
      workflowsPath: join(path, 'workflows'),
      registryPath: join(path, 'registry.json'),
    })
    expect([modeOf(path), modeOf(home.workflowsPath)]).toEqual([0o700, 0o700])
    for (const name of ['home-id', 'owner.json']) expect(modeOf(join(path, name))).toBe(0o600)
  })

  it('has its real path, also below a link, as the registry has the projects in it', async () => {
    const place = temporaryDirectory()
    mkdirSync(join(place, 'real'))
    symlinkSync(join(place, 'real'), join(place, 'link'))
    const home = await open(join(place, 'link', 'home'))
    expect(home.path).toBe(join(place, 'real', 'home'))
    expect(home.workflowsPath).toBe(join(place, 'real', 'home', 'workflows'))
  })

  it('keeps its id for good, and no two have the same', async () => {
    const path = temporaryDirectory()
    const first = await open(path)
    await first.release()
    const second = await open(path)
    expect(second.homeId).toBe(first.homeId)
    expect(first.homeId).toMatch(/^[^:\s]{20,}$/)
    expect((await open(temporaryDirectory())).homeId).not.toBe(first.homeId)
  })

  it('refuses an id file that holds something else, and lets go of the folder', async () => {
    const path = temporaryDirectory()
    writeFileSync(join(path, 'home-id'), 'a:b')
    const refusal = await refusalOf(open(path))
    expect(refusal).toMatchObject({ code: 'STORAGE_UNWRITABLE' })
    expect(refusal.message).toContain(join(path, 'home-id'))
    expect(readFileSync(join(path, 'home-id'), 'utf8')).toBe('a:b')
    expect(readdirSync(path)).not.toContain('owner.json')
  })

  it('S20 narrows the mode of folders that others could enter', async () => {
    const path = temporaryDirectory()
    mkdirSync(join(path, 'workflows'))
    chmodSync(path, 0o777)
    chmodSync(join(path, 'workflows'), 0o770)
    const home = await open(path)
    expect([modeOf(path), modeOf(home.workflowsPath)]).toEqual([0o700, 0o700])
  })

  it.each(['', '/'])('S20 refuses a link%s, and says where to go instead', async (slash) => {
    const target = temporaryDirectory()
    const link = join(temporaryDirectory(), 'home')
    symlinkSync(target, link)
    const refusal = await refusalOf(open(link + slash))
    expect(refusal.code).toBe('STORAGE_UNWRITABLE')
    expect(refusal.message).toContain(`${link} is a symbolic link. Name the folder that it points to`)
    expect(readdirSync(target)).toEqual([])
  })

  it('refuses a link that leads nowhere', async () => {
    const link = join(temporaryDirectory(), 'home')
    symlinkSync(join(link, '..', 'nowhere'), link)
    expect((await refusalOf(open(link))).message).toContain('is a symbolic link')
  })

  it('S20 refuses a link at the folder of the records', async () => {
    const path = temporaryDirectory()
    const target = temporaryDirectory()
    symlinkSync(target, join(path, 'workflows'))
    expect((await refusalOf(open(path))).message).toContain(join(path, 'workflows'))
    expect(readdirSync(path)).toEqual(['workflows'])
  })

  it('S11 refuses a file', async () => {
    const path = join(temporaryDirectory(), 'home')
    writeFileSync(path, 'text')
    expect((await refusalOf(open(path))).message).toContain(`${path} is not a folder`)
    expect(readFileSync(path, 'utf8')).toBe('text')
    const below = join(path, 'below')
    expect((await refusalOf(open(below))).message).toContain(below)
  })

  it('S11 refuses a folder of another user', async () => {
    const path = temporaryDirectory()
    becomeForeign(path)
    const refusal = await refusalOf(open(path))
    expect(refusal.code).toBe('STORAGE_UNWRITABLE')
    expect(refusal.message).toMatch(/belongs to user \d+ and not to user \d+/)
    expect(readdirSync(path)).toEqual([])
  })
})

/** Root gives the folder away; everybody else is told to be another user than the folder's. */
function becomeForeign(path: string): void {
  const user = process.geteuid?.() ?? 0
  if (user === 0) {
    chownSync(path, 65_534, 65_534)
    return
  }
  const { geteuid } = process
  process.geteuid = () => user + 1
  onTestFinished(() => {
    if (geteuid) process.geteuid = geteuid
  })
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777
}

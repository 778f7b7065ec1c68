import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFileRegistry } from '../../src/projects/file-registry.ts'
import type { WriteBytes } from '../../src/files/disk.ts'
import { refusalOf } from '../support/refusals.ts'
import { smallDisk } from '../support/small-disk.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { describeRegistryContract, REGISTERED_AT } from './registry-contract.ts'

const now = () => REGISTERED_AT

describeRegistryContract('file registry', () =>
  openFileRegistry({ path: join(temporaryDirectory(), 'registry.json'), now }),
)

/** A registry over a file that another tool wrote. */
function registryWith(content: unknown) {
  const path = join(temporaryDirectory(), 'registry.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  const read = () => JSON.parse(readFileSync(path, 'utf8')) as { projects: Record<string, unknown> }
  return { path, read, registry: openFileRegistry({ path, now }) }
}

function entryOf(path: string, more: Record<string, unknown> = {}) {
  return { path, name: 'Shop', registered_at: '2025-01-01T00:00:00.000Z', ...more }
}

describe('the registry file', () => {
  it('has the format that other tools read, for its owner alone', async () => {
    const { path, read, registry } = registryWith({})
    const folder = temporaryDirectory()
    const { project } = await registry.register({ path: folder, name: 'Shop' })
    const entry = { path: folder, name: 'Shop', registered_at: REGISTERED_AT.toISOString() }
    expect(read()).toEqual({ projects: { [project.id]: entry } })
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is read anew for every call', async () => {
    const { path, registry } = registryWith({ projects: {} })
    const folder = temporaryDirectory()
    writeFileSync(path, JSON.stringify({ projects: { 'my shop/é': entryOf(folder) } }))
    const project = { id: 'my shop/é', name: 'Shop', path: folder, registeredAt: '2025-01-01T00:00:00.000Z' }
    expect(await registry.list()).toEqual([project])
    expect(await registry.get('my shop/é')).toEqual(project)
  })

  it('keeps every field that it does not know, on every level', async () => {
    const known = entryOf(temporaryDirectory(), { last_seen: 'yesterday', tags: ['a', { b: null }] })
    const document = { version: 7, config: { theme: { dark: true } }, projects: { known } }
    const { read, registry } = registryWith(document)
    const { project } = await registry.register({ path: temporaryDirectory() })
    expect(read()).toMatchObject(document)
    await registry.remove(project.id)
    expect(read()).toEqual(document)
  })

  it('skips an entry that is malformed, says so, and keeps it', async () => {
    const good = entryOf(temporaryDirectory())
    const bad = {
      relative: entryOf('shop'),
      text: 'oops',
      nameless: { path: '/x' },
      ['x'.repeat(129)]: good,
      '': good,
    }
    const { read, registry } = registryWith(
      `{"projects":${JSON.stringify({ good, ...bad }).replace('{', '{"__proto__":{"path":1},')}}`,
    )
    expect((await registry.list()).map(({ id }) => id)).toEqual(['good'])
    const problems = await registry.problems()
    expect(problems.map(({ code }) => code)).toEqual(
      Array.from({ length: 6 }, () => 'PROJECT_ENTRY_MALFORMED'),
    )
    expect(problems.map(({ message }) => message).join()).toContain('"relative"')
    await registry.register({ path: temporaryDirectory() })
    expect(read().projects).toMatchObject({ good, ...bad })
    expect(Object.hasOwn(read().projects, '__proto__')).toBe(true)
  })

  it('knows a folder that another tool registered by another path', async () => {
    const folder = temporaryDirectory()
    const link = join(temporaryDirectory(), 'link')
    symlinkSync(folder, link)
    const { read, registry } = registryWith({ projects: { theirs: entryOf(link) } })
    const { created, project } = await registry.register({ path: folder })
    expect({ created, id: project.id, path: project.path }).toEqual({
      created: false,
      id: 'theirs',
      path: folder,
    })
    expect(read()).toEqual({ projects: { theirs: entryOf(link) } })
  })

  it.each(['', '{"projects":', '[]', 'null', '{"projects": []}', '{"projects": 3}'])(
    'A3 when it holds %j it is unreadable, and never overwritten',
    async (text) => {
      const { path, registry } = registryWith(text)
      const folder = temporaryDirectory()
      const works = [
        registry.list(),
        registry.get('a'),
        registry.register({ path: folder }),
        registry.remove('a'),
      ]
      for (const refusal of await Promise.all(works.map(refusalOf))) {
        expect(refusal.code).toBe('REGISTRY_UNREADABLE')
        expect(refusal.message).toContain(path)
        expect(refusal.message).toContain('move it away')
      }
      expect(await registry.problems()).toMatchObject([{ code: 'REGISTRY_UNREADABLE' }])
      expect(readFileSync(path, 'utf8')).toBe(text)
    },
  )

  it('A3 is unreadable when it was there and is gone, and what it said is not taken for nothing', async () => {
    const { path, registry } = registryWith({ projects: { shop: entryOf(temporaryDirectory()) } })
    expect(await registry.list()).toHaveLength(1)
    const text = readFileSync(path, 'utf8')
    rmSync(path)
    const works = [registry.list(), registry.get('shop'), registry.register({ path: temporaryDirectory() })]
    for (const refusal of await Promise.all(works.map(refusalOf))) {
      expect(refusal.code).toBe('REGISTRY_UNREADABLE')
    }
    expect(await registry.problems()).toMatchObject([{ code: 'REGISTRY_UNREADABLE' }])
    expect(existsSync(path)).toBe(false)
    writeFileSync(path, text)
    expect(await registry.list()).toHaveLength(1)
    rmSync(path)
    expect(await openFileRegistry({ path, now }).list()).toEqual([])
  })

  it('is unreadable when it is a link or a folder', async () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'theirs.json'), '{}')
    symlinkSync('theirs.json', join(directory, 'link.json'))
    mkdirSync(join(directory, 'folder.json'))
    for (const name of ['link.json', 'folder.json']) {
      const registry = openFileRegistry({ path: join(directory, name), now })
      expect((await refusalOf(registry.register({ path: directory }))).code).toBe('REGISTRY_UNREADABLE')
    }
    expect(readFileSync(join(directory, 'theirs.json'), 'utf8')).toBe('{}')
  })

  it('keeps what another tool wrote while a change was on its way to the disk', async () => {
    const path = join(temporaryDirectory(), 'registry.json')
    const theirs = { projects: { theirs: entryOf(temporaryDirectory()) }, config: 1 }
    let writes = 0
    const write: WriteBytes = async (file, bytes) => {
      writes += 1
      if (writes === 1) writeFileSync(path, JSON.stringify(theirs))
      return (await file.write(bytes)).bytesWritten
    }
    const { project } = await openFileRegistry({ path, now, write }).register({ path: temporaryDirectory() })
    const stored = JSON.parse(readFileSync(path, 'utf8')) as typeof theirs
    expect(stored).toMatchObject(theirs)
    expect(Object.keys(stored.projects).sort()).toEqual([project.id, 'theirs'].sort())
    expect(writes).toBe(2)
  })

  it('gives up with a clear word when another program never stops changing it', async () => {
    const path = join(temporaryDirectory(), 'registry.json')
    let writes = 0
    const write: WriteBytes = async (file, bytes) => {
      writeFileSync(path, JSON.stringify({ projects: {}, writes: (writes += 1) }))
      return (await file.write(bytes)).bytesWritten
    }
    const refusal = await refusalOf(
      openFileRegistry({ path, now, write }).register({ path: temporaryDirectory() }),
    )
    expect(refusal.message).toContain('keeps changing')
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ projects: {}, writes })
  })

  it('is unharmed when the disk is full', async () => {
    const { path: disk, write } = smallDisk()
    const path = join(disk, 'registry.json')
    const text = JSON.stringify({ projects: {}, ballast: 'x'.repeat(40_000) })
    writeFileSync(path, text)
    const registry = openFileRegistry({ path, now, ...(write && { write }) })
    expect((await refusalOf(registry.register({ path: temporaryDirectory() }))).code).toBe('STORAGE_FULL')
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(readdirSync(disk)).toEqual(['registry.json'])
  })

  it('is not written when another server owns its folder by now', async () => {
    const path = join(temporaryDirectory(), 'registry.json')
    const assertOwned = () => Promise.reject(new Error('Not ours any more.'))
    const registry = openFileRegistry({ path, now, assertOwned })
    await expect(registry.register({ path: temporaryDirectory() })).rejects.toThrow('Not ours any more.')
    expect(existsSync(path)).toBe(false)
  })
})

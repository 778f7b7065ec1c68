import {
  chmodSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ProjectRegistry } from '../../src/projects/port.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** When the projects of this suite are registered. */
export const REGISTERED_AT = new Date('2026-03-01T08:00:00.000Z')

/** What every registry promises. `openRegistry` opens an empty one whose clock stands at `REGISTERED_AT`. */
export function describeRegistryContract(name: string, openRegistry: () => ProjectRegistry): void {
  describe(`${name}: projects`, () => {
    it('is empty at first and without problems', async () => {
      const registry = openRegistry()
      expect(await registry.list()).toEqual([])
      expect(await registry.get('shop')).toBeUndefined()
      expect(await registry.problems()).toEqual([])
    })

    it('registers a folder under its own name, or the name that is given', async () => {
      const registry = openRegistry()
      const [first, second] = [temporaryDirectory(), temporaryDirectory()]
      const registered = await registry.register({ path: first })
      expect(registered).toEqual({
        created: true,
        project: {
          id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
          name: basename(first),
          path: first,
          registeredAt: REGISTERED_AT.toISOString(),
        },
      })
      const named = await registry.register({ path: second, name: 'Another shop' })
      expect(named.project.name).toBe('Another shop')
      expect(await registry.get(registered.project.id)).toEqual(registered.project)
      expect(await registry.list()).toHaveLength(2)
    })

    it('registers the root of the file system', async () => {
      expect((await openRegistry().register({ path: '/' })).project).toMatchObject({ name: '/', path: '/' })
    })

    it('answers the same project for the same real path, however it is written', async () => {
      const registry = openRegistry()
      const path = temporaryDirectory()
      const link = join(temporaryDirectory(), 'link')
      symlinkSync(path, link)
      const first = await registry.register({ path: link })
      expect(first.project.path).toBe(path)
      for (const same of [path, `${path}/`, join(path, '..', basename(path)), link]) {
        expect(await registry.register({ path: same, name: 'Other' })).toEqual({ ...first, created: false })
      }
      expect(await registry.list()).toEqual([first.project])
    })

    it('registers a folder once when it is asked to twenty times at once', async () => {
      const registry = openRegistry()
      const path = temporaryDirectory()
      const answers = await Promise.all(Array.from({ length: 20 }, () => registry.register({ path })))
      expect(answers.filter(({ created }) => created)).toHaveLength(1)
      expect(new Set(answers.map(({ project }) => project.id)).size).toBe(1)
    })

    it('loses none of fifty folders that are registered at once', async () => {
      const registry = openRegistry()
      const paths = Array.from({ length: 50 }, () => temporaryDirectory())
      await Promise.all(paths.map((path) => registry.register({ path })))
      expect((await registry.list()).map(({ path }) => path).sort()).toEqual(paths.sort())
    })

    it('lists by name', async () => {
      const registry = openRegistry()
      for (const name of ['b', 'C', 'a']) await registry.register({ path: temporaryDirectory(), name })
      expect((await registry.list()).map((project) => project.name)).toEqual(['a', 'b', 'C'])
    })

    it('keeps listing a project whose folder has gone', async () => {
      const registry = openRegistry()
      const path = join(temporaryDirectory(), 'shop')
      mkdirSync(path)
      const { project } = await registry.register({ path })
      renameSync(path, `${path}-gone`)
      expect(await registry.list()).toEqual([project])
    })

    it('forgets a project and leaves its folder alone', async () => {
      const registry = openRegistry()
      const path = temporaryDirectory()
      writeFileSync(join(path, 'code.ts'), '')
      const { project } = await registry.register({ path })
      expect(await registry.remove(project.id)).toEqual(project)
      expect(await registry.list()).toEqual([])
      expect(readdirSync(path)).toEqual(['code.ts'])
      expect((await refusalOf(registry.remove(project.id))).code).toBe('PROJECT_NOT_FOUND')
      expect((await registry.register({ path })).created).toBe(true)
    })

    it.each(['', '../x', '__proto__', 'constructor', 'x'.repeat(5_000)])(
      'has no project with the id %j',
      async (id) => {
        const registry = openRegistry()
        expect(await registry.get(id)).toBeUndefined()
        expect((await refusalOf(registry.remove(id))).code).toBe('PROJECT_NOT_FOUND')
      },
    )
  })

  describe(`${name}: paths that are refused`, () => {
    it.each([
      ['shop', 'is not absolute'],
      ['~/shop', 'is not absolute'],
      ['/shop\0', 'NUL'],
      [`/${'x'.repeat(300)}`, 'longer'],
    ])('%j', async (path, reason) => {
      const refusal = await refusalOf(openRegistry().register({ path }))
      expect(refusal).toMatchObject({ code: 'PROJECT_PATH_INVALID', details: { path } })
      expect(refusal.message).toContain(JSON.stringify(path))
      expect(refusal.message).toContain(reason)
    })

    it('a folder that is missing, a file, and a circle of links', async () => {
      const directory = temporaryDirectory()
      writeFileSync(join(directory, 'file'), '')
      symlinkSync('circle', join(directory, 'circle'))
      for (const [entry, reason] of [
        ['missing', 'does not exist'],
        ['file', 'is not a folder'],
        ['circle', 'in a circle'],
      ] as const) {
        const refusal = await refusalOf(openRegistry().register({ path: join(directory, entry) }))
        expect(refusal.code).toBe('PROJECT_PATH_INVALID')
        expect(refusal.message).toContain(reason)
      }
    })

    it('a folder that cannot be read', async () => {
      const directory = temporaryDirectory()
      chmodSync(directory, 0o711)
      const path = join(directory, 'secret')
      mkdirSync(path, { mode: 0o311 })
      withoutPrivileges()
      const refusal = await refusalOf(openRegistry().register({ path }))
      expect(refusal.code).toBe('PROJECT_PATH_INVALID')
      expect(refusal.message).toContain('cannot be read')
      expect(realpathSync(path)).toBe(path)
    })
  })
}

/** Permissions do not bind root, so for the rest of the test root is nobody. */
function withoutPrivileges(): void {
  if (process.geteuid?.() !== 0) return
  process.seteuid?.(65_534)
  onTestFinished(() => {
    process.seteuid?.(0)
  })
}

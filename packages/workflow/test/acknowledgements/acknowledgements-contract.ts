import { describe, expect, it } from 'vitest'
import type { Acknowledgements } from '../../src/acknowledgements/port.ts'

export const FIRST = { hash: 'a'.repeat(64), acknowledgedAt: '2026-03-01T08:00:00.000Z' }
export const SECOND = { hash: 'b'.repeat(64), acknowledgedAt: '2026-03-02T08:00:00.000Z' }

/** What every keeper of acknowledgements promises. `open` opens an empty one. */
export function describeAcknowledgementsContract(name: string, open: () => Acknowledgements): void {
  describe(`${name}: acknowledgements`, () => {
    it('knows nothing at first and has no problems', async () => {
      const acknowledgements = open()
      expect(await acknowledgements.find('/srv/shop')).toBeUndefined()
      expect(await acknowledgements.problems()).toEqual([])
    })

    it('keeps one for each folder', async () => {
      const acknowledgements = open()
      await acknowledgements.keep('/srv/shop', FIRST)
      await acknowledgements.keep('/srv/garden', SECOND)
      expect(await acknowledgements.find('/srv/shop')).toEqual(FIRST)
      expect(await acknowledgements.find('/srv/garden')).toEqual(SECOND)
      expect(await acknowledgements.find('/srv')).toBeUndefined()
    })

    it('lets the newest alone count', async () => {
      const acknowledgements = open()
      await acknowledgements.keep('/srv/shop', FIRST)
      await acknowledgements.keep('/srv/shop', SECOND)
      expect(await acknowledgements.find('/srv/shop')).toEqual(SECOND)
    })

    it.each(['__proto__', 'constructor', '/srv/with "quotes"\nand lines', ''])(
      'takes the folder %j for what it is',
      async (path) => {
        const acknowledgements = open()
        expect(await acknowledgements.find(path)).toBeUndefined()
        await acknowledgements.keep(path, FIRST)
        expect(await acknowledgements.find(path)).toEqual(FIRST)
      },
    )

    it('keeps all of those that come at once', async () => {
      const acknowledgements = open()
      const paths = Array.from({ length: 20 }, (_, index) => `/srv/${String(index)}`)
      await Promise.all(paths.map((path) => acknowledgements.keep(path, FIRST)))
      for (const path of paths) expect(await acknowledgements.find(path)).toEqual(FIRST)
    })
  })
}

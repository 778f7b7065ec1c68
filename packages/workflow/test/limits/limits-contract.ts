import { describe, expect, it } from 'vitest'
import type { LimitsStore } from '../../src/limits/port.ts'

/** What every store of limits promises. `openLimits` opens one in which nothing was set. */
export function describeLimitsContract(name: string, openLimits: () => LimitsStore): void {
  describe(`${name}: limits`, () => {
    it('limits nothing at first, and has no problems', async () => {
      const limits = openLimits()
      expect(await limits.read()).toEqual({ global: {}, projects: {} })
      expect(await limits.problems()).toEqual([])
    })

    it('keeps the limits of each scope apart', async () => {
      const limits = openLimits()
      await limits.set({}, { maxCostPerDayUsd: 20 })
      await limits.set({ projectId: 'shop' }, { maxCostUsd: 0.5 })
      const all = await limits.set({ projectId: 'garden' }, { maxRunsPerHour: 3 })
      expect(all).toEqual({
        global: { maxCostPerDayUsd: 20 },
        projects: { shop: { maxCostUsd: 0.5 }, garden: { maxRunsPerHour: 3 } },
      })
      expect(await limits.read()).toEqual(all)
    })

    it('puts the limits of a scope in place of all that it had', async () => {
      const limits = openLimits()
      await limits.set({ projectId: 'shop' }, { maxCostUsd: 0.5, maxRunsPerHour: 3 })
      await limits.set({ projectId: 'shop' }, { maxCostUsd: 1 })
      expect((await limits.read()).projects).toEqual({ shop: { maxCostUsd: 1 } })
    })

    it('forgets a project that has no limits any more', async () => {
      const limits = openLimits()
      await limits.set({ projectId: 'shop' }, { maxCostUsd: 0.5 })
      expect(await limits.set({ projectId: 'shop' }, {})).toEqual({ global: {}, projects: {} })
    })

    it('loses none of many that are set at once', async () => {
      const limits = openLimits()
      const ids = Array.from({ length: 20 }, (_, index) => `project-${String(index)}`)
      await Promise.all(ids.map((projectId) => limits.set({ projectId }, { maxRunsPerHour: 1 })))
      expect(Object.keys((await limits.read()).projects).toSorted()).toEqual(ids.toSorted())
    })

    it('takes any project id for what it is', async () => {
      const limits = openLimits()
      for (const projectId of ['my shop/é', '../../etc', 'constructor'])
        expect((await limits.set({ projectId }, { maxRunsPerHour: 1 })).projects[projectId]).toEqual({
          maxRunsPerHour: 1,
        })
    })
  })
}

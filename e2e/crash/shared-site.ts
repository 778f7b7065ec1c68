import { createCrashSite, type CrashSite } from './crash-site.ts'

/** A site that the cases of one suite use in turn, so that each finds all that the ones before it left. */
export interface SharedSite extends AsyncDisposable {
  /** Begins when nothing runs; ends with every invariant checked. A case that fails takes the site with it. */
  use(play: (site: CrashSite) => Promise<void>): Promise<void>
}

export function createSharedSite(): SharedSite {
  let site: CrashSite | undefined
  const dispose = async () => {
    await site?.[Symbol.asyncDispose]()
    site = undefined
  }
  return {
    use: async (play) => {
      site ??= await createCrashSite()
      try {
        await site.untilIdle()
        await play(site)
        await site.untilIdle()
        site.requireInvariants()
      } catch (error) {
        await dispose()
        throw error
      }
    },
    [Symbol.asyncDispose]: dispose,
  }
}

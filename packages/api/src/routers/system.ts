import type { TRPCRouterRecord } from '@trpc/server'
import { procedure } from '../trpc.ts'

export const systemRouter = {
  /** From cached probes; starts no process. */
  health: procedure.query(({ ctx }) => ctx.service.health()),
} satisfies TRPCRouterRecord

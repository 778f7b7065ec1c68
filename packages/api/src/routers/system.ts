import type { TRPCRouterRecord } from '@trpc/server'
import { procedure } from '../trpc.ts'

export const systemRouter = {
  /** From cached probes; starts no process. */
  health: procedure.query(({ ctx }) => ctx.service.health()),

  /** Looks at everything anew, and may start the agent's command to ask for its version. Those who ask at once share one report. */
  doctor: procedure.query(({ ctx }) => ctx.doctor.examine()),
} satisfies TRPCRouterRecord

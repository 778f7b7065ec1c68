import type { TRPCRouterRecord } from '@trpc/server'
import {
  browseInputSchema,
  preflightInputSchema,
  projectReferenceSchema,
  registerProjectInputSchema,
} from '@specflow/workflow/schema'
import { procedure } from '../trpc.ts'

export const projectRouter = {
  list: procedure.query(async ({ ctx }) => ({ projects: await ctx.service.listProjects() })),

  get: procedure
    .input(projectReferenceSchema)
    .query(({ ctx, input }) => ctx.service.getProject(input.projectId)),

  /** The folders in a folder of the server's machine, from the user's home on. Reads only. */
  browse: procedure.input(browseInputSchema).query(({ ctx, input }) => ctx.service.browse(input)),

  /** `created` is false when the path was known. */
  register: procedure
    .input(registerProjectInputSchema)
    .mutation(({ ctx, input }) => ctx.service.registerProject(input)),

  /** Forgets the project; its directory and its executions stay. */
  remove: procedure
    .input(projectReferenceSchema)
    .mutation(({ ctx, input }) => ctx.service.removeProject(input.projectId)),

  /** What a start would run now, and what the repository itself brings. Reads only. */
  preflight: procedure.input(preflightInputSchema).query(({ ctx, input }) => ctx.service.preflight(input)),

  skills: procedure
    .input(projectReferenceSchema)
    .query(async ({ ctx, input }) => ({ skills: await ctx.service.listSkills(input.projectId) })),
} satisfies TRPCRouterRecord

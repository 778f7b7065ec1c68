import type { TRPCRouterRecord } from '@trpc/server'
import { projectReferenceSchema, registerProjectInputSchema } from '@specflow/workflow/schema'
import { procedure } from '../trpc.ts'

export const projectRouter = {
  list: procedure.query(async ({ ctx }) => ({ projects: await ctx.service.listProjects() })),

  get: procedure
    .input(projectReferenceSchema)
    .query(({ ctx, input }) => ctx.service.getProject(input.projectId)),

  /** `created` is false when the path was known. */
  register: procedure
    .input(registerProjectInputSchema)
    .mutation(({ ctx, input }) => ctx.service.registerProject(input)),

  /** Forgets the project; its directory and its executions stay. */
  remove: procedure
    .input(projectReferenceSchema)
    .mutation(({ ctx, input }) => ctx.service.removeProject(input.projectId)),

  skills: procedure
    .input(projectReferenceSchema)
    .query(async ({ ctx, input }) => ({ skills: await ctx.service.listSkills(input.projectId) })),
} satisfies TRPCRouterRecord

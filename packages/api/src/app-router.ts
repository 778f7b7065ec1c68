import { projectRouter } from './routers/project.ts'
import { systemRouter } from './routers/system.ts'
import { workflowRouter } from './routers/workflow.ts'
import { createCallerFactory, router } from './trpc.ts'

export const appRouter = router({ workflow: workflowRouter, project: projectRouter, system: systemRouter })

export type AppRouter = typeof appRouter

/** Calls procedures in this process, with the same validation and the same errors as over HTTP. */
export const createCaller = createCallerFactory(appRouter)

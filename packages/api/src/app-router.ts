import { limitsRouter } from './routers/limits.ts'
import { answerLinkRouter } from './routers/answer-link.ts'
import { projectRouter } from './routers/project.ts'
import { systemRouter } from './routers/system.ts'
import { workflowRouter } from './routers/workflow.ts'
import { createCallerFactory, router } from './trpc.ts'

export const appRouter = router({
  workflow: workflowRouter,
  project: projectRouter,
  limits: limitsRouter,
  system: systemRouter,
  answerLink: answerLinkRouter,
})

export type AppRouter = typeof appRouter

/** Calls procedures in this process, with the same validation and the same errors as over HTTP. */
export const createCaller = createCallerFactory(appRouter)

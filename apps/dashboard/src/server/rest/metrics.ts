import { defineRoute } from './define-route.ts'

/** For Prometheus, which asks for it by this name; so it is outside of `/api` and takes no other method. */
export const metricsRoute = defineRoute({
  GET: async ({ container: { metrics } }) =>
    new Response(await metrics.render(), {
      headers: { 'Cache-Control': 'no-store', 'Content-Type': metrics.contentType },
    }),
})

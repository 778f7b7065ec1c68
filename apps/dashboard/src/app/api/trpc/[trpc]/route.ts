import { trpcRoute } from '../../../../server/rest/trpc.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = trpcRoute

'use client'

import { createTRPCReact } from '@trpc/react-query'
import type { AppRouter } from '@specflow/api'

/** Hooks of every procedure. Only the hooks of `features/<noun>/hooks` use it. */
export const trpc = createTRPCReact<AppRouter>()

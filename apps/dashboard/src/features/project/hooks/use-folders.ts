'use client'

import { keepPreviousData } from '@tanstack/react-query'
import { trpc } from '../../../trpc/client.ts'

/** The folders in a folder of the server's machine; without a path, in the user's home. */
export function useFolders(path: string | undefined) {
  return trpc.project.browse.useQuery(path === undefined ? {} : { path }, {
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

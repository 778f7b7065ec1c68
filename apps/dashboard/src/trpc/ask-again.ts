import type { QueryClient } from '@tanstack/react-query'

/** Asks at once for everything that is shown, also for what sits out a delay between two attempts. */
export async function askAgain(queryClient: QueryClient): Promise<void> {
  await queryClient.cancelQueries({ type: 'active' })
  await queryClient.refetchQueries({ type: 'active' })
}

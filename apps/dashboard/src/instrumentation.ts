/** Next calls this once, before the first request; the edge runtime has no processes to start. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { boot } = await import('./server/boot.ts')
  await boot()
}

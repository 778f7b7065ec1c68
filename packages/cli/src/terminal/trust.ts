/** What a folder brings, a line each, and how to say that it was read. What is not as expected is left out. */
export function describeTrust(details: Record<string, unknown> | undefined): string {
  const brings = Array.isArray(details?.brings) ? details.brings : []
  const hash = typeof details?.hash === 'string' ? details.hash : undefined
  return [
    ...brings.flatMap((brought: unknown) => describeBrought(brought)),
    ...(hash === undefined
      ? []
      : [`Hash: ${hash}`, `Once you have read it, the same again with: --acknowledge ${hash}`]),
  ].join('\n')
}

function describeBrought(brought: unknown): string[] {
  if (typeof brought !== 'object' || brought === null) return []
  const { detail, file, kind, name } = brought as Record<string, unknown>
  const words = [kind, name, detail].filter((word): word is string => typeof word === 'string' && word !== '')
  return [`  ${words.join('  ').replaceAll('\n', ' ')}${typeof file === 'string' ? `  (${file})` : ''}`]
}

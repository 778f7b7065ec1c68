const MINIMUM_NODE = [20, 19]

/** Ends the process with the remedy when this machine cannot run SpecFlow. */
export function ensureRequirements() {
  const { problem, note } = checkRequirements({
    platform: process.platform,
    nodeVersion: process.versions.node,
  })
  if (note) console.log(note)
  if (!problem) return
  console.error(problem)
  process.exit(1)
}

/**
 * What this machine lacks, or what its owner should know, before anything is installed.
 * @param {{ platform: string, nodeVersion: string }} machine as `process.platform` and `process.versions.node` say it
 * @returns {{ problem?: string, note?: string }} `problem` stops the start, `note` is only said
 */
export function checkRequirements({ platform, nodeVersion }) {
  if (platform === 'win32') {
    return {
      problem:
        'SpecFlow does not run on Windows: it stops whole process trees with process groups and /proc, which Windows does not have.\n' +
        'Use it inside WSL 2 (wsl --install), with Node.js installed there.',
    }
  }
  if (!isAtLeast(nodeVersion, MINIMUM_NODE)) {
    return {
      problem:
        `SpecFlow needs Node.js ${MINIMUM_NODE.join('.')} or newer; this is ${nodeVersion}.\n` +
        'Install the current LTS release (24) from https://nodejs.org or with your version manager, for example: nvm install 24',
    }
  }
  if (platform === 'darwin') {
    return {
      note: 'macOS is untried: SpecFlow is developed and tested on Linux. What it needs there is written and unit-tested only.',
    }
  }
  return {}
}

/**
 * @param {string} version
 * @param {number[]} minimum
 */
function isAtLeast(version, minimum) {
  const parts = version.split('.').map(Number)
  for (const [index, least] of minimum.entries()) {
    const part = parts[index] ?? 0
    if (part !== least) return part > least
  }
  return true
}

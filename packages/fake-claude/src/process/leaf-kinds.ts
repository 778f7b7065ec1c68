/**
 * The ways in which a process can be left behind: in the agent's own group, in a group of its own, in a session of
 * its own, orphaned by a double fork, orphaned with an empty environment, and a helper that the agent forgets.
 */
export const LEAF_KINDS = ['plain', 'setpgid', 'setsid', 'daemon', 'cleanenv', 'mcp'] as const

export type LeafKind = (typeof LEAF_KINDS)[number]

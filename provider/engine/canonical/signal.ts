/** The signals of Linux. Each index is the signal's number. */
const LINUX = [
  '', 'HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV', 'USR2', 'PIPE', 'ALRM', 'TERM', 'STKFLT',
  'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'XCPU', 'XFSZ', 'VTALRM', 'PROF', 'WINCH', 'IO', 'PWR', 'SYS',
];

/** Returns the canonical form of a signal: `15`, `TERM`, `sigterm` and `SIGTERM` are the same. */
export function canonicalSignal(spelling: string): string {
  const upper = spelling.trim().toUpperCase();
  if (upper === '') return '';
  if (/^\d+$/.test(upper)) return LINUX[Number(upper)] ? `SIG${LINUX[Number(upper)]}` : String(Number(upper));
  return upper.startsWith('SIG') ? upper : `SIG${upper}`;
}

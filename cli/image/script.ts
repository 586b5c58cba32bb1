/** Returns the interpreter in the first line of a script that can be executed, or undefined if a file is none. */
export function interpreterOf(content: Buffer, mode: number): string | undefined {
  if ((mode & 0o111) === 0 || content.toString('latin1', 0, 2) !== '#!') return undefined;
  const end = content.indexOf('\n');
  const [program, argument] = content.toString('utf8', 2, end < 0 ? content.length : end).trim().split(/\s+/);
  // `env` looks for its argument in the folders of PATH.
  return program?.endsWith('/env') && argument !== undefined ? argument : program;
}

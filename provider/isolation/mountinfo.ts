/** One line of /proc/PID/mountinfo. */
export interface Mount {
  /** The device of the file system, as "major:minor". */
  readonly device: string;
  /** The path inside that file system that is mounted. */
  readonly root: string;
  /** The mount point. */
  readonly mountPoint: string;
  readonly readOnly: boolean;
  /** Whether it is in a peer group, or receives mounts from one. */
  readonly propagates: boolean;
  readonly type: string;
  /** The options of the file system, which all its mounts share. */
  readonly options: readonly string[];
}

/** Parses /proc/PID/mountinfo. */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , device, root, mountPoint, options, ...tags] = before.split(' ');
    if (options === undefined) return [];
    return [{
      device: device!,
      root: unescaped(root!),
      mountPoint: unescaped(mountPoint!),
      readOnly: options.split(',').includes('ro'),
      propagates: tags.some((tag) => /^(shared|master):/.test(tag)),
      type: after.split(' ')[0]!,
      options: after.split(' ')[2]?.split(',') ?? [],
    }];
  });
}

/** Decodes the characters that the kernel escapes as a backslash and three octal digits, such as spaces. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}

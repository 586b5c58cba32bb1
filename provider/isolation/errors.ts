import { Diagnostic, DiagnosticError } from '../diagnostics/diagnostics';
import { NOT_UTF8, NOT_WHOLE } from '../probe/answers';

const path: Diagnostic['path'] = ['mounts'];

export const linksLeadNowhere = (paths: readonly string[]) => new DiagnosticError({
  summary: 'The symbolic links of a host path lead nowhere',
  detail: `Too many links had to be followed for ${paths.map((each) => `"${each}"`).join(' or ')}. `
    + 'Mount the folder that is meant, without links.',
  path,
});

export const unseenMounts = (container: string) => new DiagnosticError({
  summary: `What container "${container}" mounts can't be seen`,
  detail: 'The kernel of the engine\'s machine does not show all mounts of its first process, although it runs. So it is not known whether '
    + 'a path was replaced while it started. If the process takes another root by itself (chroot), set "init = true": then Docker\'s init '
    + 'program is the first process, and keeps the root of the container. If the mounts of the process, or of the machine, are too many to '
    + 'read (4 MiB of /proc/PID/mountinfo), unmount some. Or use a volume instead of a path of the host.',
  path,
});

/** @param errno  the number of the kernel's error, if there is one */
export const pathNotReadable = (hostPath: string, errno: number | undefined) => new DiagnosticError({
  summary: 'A host path can\'t be inspected',
  detail: `${whyNotReadable(hostPath, errno)} So it is not known what the container would see, and it is not started. Use a volume, or `
    + 'mount another path.',
  path,
});

function whyNotReadable(hostPath: string, errno: number | undefined): string {
  if (errno === NOT_WHOLE) return `On the engine's machine, "${hostPath}" is longer than 4 MiB, so its end can't be read.`;
  if (errno === NOT_UTF8) return `On the engine's machine, "${hostPath}" is a symbolic link to a path that is not in UTF-8.`;
  return `The engine's machine does not tell whether "${hostPath}" is a symbolic link${errno === undefined ? '' : ` (error ${errno})`}.`;
}

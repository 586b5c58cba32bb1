import { Document } from 'yaml';

/** Where cloud-init keeps the script. It can have keys in it, so only root may read it. */
const PATH = '/var/lib/berth/host-bootstrap.sh';

/**
 * Returns user data for cloud-init that runs a script at the machine's first start. What is tested is what runs: the modules of cloud-init
 * for packages, files and users would be a second way of doing the same, in an order of their own.
 */
export function cloudConfig(script: string): string {
  const document = new Document({
    write_files: [{ path: PATH, owner: 'root:root', permissions: '0700', content: script }],
    runcmd: [[PATH]],
  });
  document.commentBefore = 'cloud-config';
  // Clouds limit the size, so lines begin with as few blanks as YAML allows. Without a width, no line is folded.
  return document.toString({ indent: 1, indentSeq: false, lineWidth: 0 });
}

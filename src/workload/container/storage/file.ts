import { posix } from 'node:path';
import { ContainerUpload } from '@cdktf/provider-docker/lib/container';
import { contentNotChosen, invalidMode } from './errors';
import { BerthError } from '../../../private/berth-error';
import { pathNotAbsolute } from '../../../private/errors';
import { literal } from '../../../private/literal';
import { isKnown } from '../../../private/tokens';

/**
 * A file that is copied into a container before it starts. Its owner is root.
 */
export interface ContainerFile {
  /**
   * The absolute path of the file in the container.
   */
  readonly path: string;

  /**
   * The content as text. Terraform doesn't interpolate `${` in it, but CDKTF resolves tokens in it. Set either this or `contentBase64`.
   *
   * @default - the content in `contentBase64`
   */
  readonly content?: string;

  /**
   * The content in base64, for binary files. Set either this or `content`.
   *
   * @default - the content in `content`
   */
  readonly contentBase64?: string;

  /**
   * The permissions of the file, as an octal number of four digits.
   *
   * @default "0644"
   */
  readonly mode?: string;
}

export function checkFile(file: ContainerFile): BerthError[] {
  const problems: BerthError[] = [];
  if (isKnown(file.path) && !posix.isAbsolute(file.path)) problems.push(pathNotAbsolute('The path of a file', file.path));
  if ((file.content === undefined) === (file.contentBase64 === undefined)) problems.push(contentNotChosen(file.path));
  // The schema of kreuzwerker/docker accepts only this format.
  if (isKnown(file.mode) && !/^0[0-7]{3}$/.test(file.mode)) problems.push(invalidMode(`The mode of the file "${file.path}"`, file.mode));
  return problems;
}

export function renderFile(file: ContainerFile): ContainerUpload {
  return {
    file: file.path,
    content: file.content === undefined ? undefined : literal(file.content),
    contentBase64: file.contentBase64,
    permissions: file.mode ?? '0644',
  };
}

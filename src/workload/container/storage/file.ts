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

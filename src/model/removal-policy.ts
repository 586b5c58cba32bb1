/**
 * What becomes of an image or a volume when its resource is destroyed: by `terraform destroy`, or because it is no longer in the stack.
 */
export enum RemovalPolicy {
  /**
   * It is removed from the host, a volume with its data.
   */
  DESTROY = 'destroy',

  /**
   * It stays on the host, and Terraform forgets it.
   */
  RETAIN = 'retain',
}

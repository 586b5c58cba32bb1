/**
 * What Terraform does with a container when one of its `files` is changed or added. A file that is removed always replaces the container.
 */
export enum OnFileChange {
  /**
   * Replaces the container, so that its process starts with the new file. The only choice on the back end `kreuzwerker/docker`.
   */
  REPLACE = 'replace',

  /**
   * Copies the file into the container, and restarts it if it runs. The container keeps what it has written to its file system.
   */
  RESTART = 'restart',

  /**
   * Only copies the file into the container, for a program that notices changes of its files itself. If Terraform waits until the container
   * is healthy, it then waits until a health check that begins after the copy succeeds, and fails if the container becomes unhealthy.
   */
  UPLOAD = 'upload',
}

/** The package's version, which the bundler puts in; the sources have none of their own. */
export const programVersion = process.env.INTELLICAM_UPLOADER_VERSION ?? '0.0.0';

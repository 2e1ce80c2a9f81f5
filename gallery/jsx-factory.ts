/** What components compile to: plain calls are shorter than those of the JSX runtime. */
export { Fragment, h } from 'preact';

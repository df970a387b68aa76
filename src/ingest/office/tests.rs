//! Tests of reading DOCX and ODT files.

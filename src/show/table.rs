//! Text tables without lines, laid out by `comfy-table`.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// A table with a header and a gap of two between its columns; if a width is given, cells that do not fit wrap.
pub fn table<const N: usize>(header: [(&str, CellAlignment); N], width: Option<usize>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(header.map(|(title, _)| title));
    if let Some(width) = width {
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for (column, (_, alignment)) in table.column_iter_mut().zip(header) {
        column.set_padding((0, 2)).set_cell_alignment(alignment);
    }
    table
}

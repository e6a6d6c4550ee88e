//! Arithmetic, logic, points, sizes and directions.

use crate::values::{Direction, Grid, Point, Size};

primitives! {
    family "numbers";

    /// The sum of two numbers.
    #[example = "add(2, 3) = 5"]
    #[cost = 8]
    fn add(left: i32, right: i32) -> i32 {
        left + right
    }

    /// The difference of two numbers.
    #[example = "subtract(2, 3) = -1"]
    #[cost = 8]
    fn subtract(left: i32, right: i32) -> i32 {
        left - right
    }

    /// The product of two numbers.
    #[example = "multiply(2, 3) = 6"]
    #[cost = 8]
    fn multiply(left: i32, right: i32) -> Option<i32> {
        left.checked_mul(right)
    }

    /// The quotient of two numbers, rounded down.
    #[example = "divide(7, 2) = 3"]
    #[cost = 8]
    fn divide(left: i32, right: i32) -> Option<i32> {
        (right != 0).then(|| left.div_euclid(right))
    }

    /// What is left of one number after division by another; never negative.
    #[example = "modulo(7, 2) = 1"]
    #[cost = 10]
    fn modulo(left: i32, right: i32) -> Option<i32> {
        (right != 0).then(|| left.rem_euclid(right))
    }

    /// Half of an even number.
    #[example = "halve(6) = 3"]
    #[cost = 10]
    fn halve(number: i32) -> Option<i32> {
        (number % 2 == 0).then_some(number / 2)
    }

    /// A number with the other sign.
    #[example = "negate(2) = -2"]
    #[cost = 9]
    fn negate(number: i32) -> i32 {
        -number
    }

    /// A number without its sign.
    #[example = "absolute(-2) = 2"]
    #[cost = 10]
    fn absolute(number: i32) -> i32 {
        number.abs()
    }

    /// The lesser of two numbers.
    #[example = "lesser(2, 3) = 2"]
    #[cost = 9]
    fn lesser(left: i32, right: i32) -> i32 {
        left.min(right)
    }

    /// The greater of two numbers.
    #[example = "greater(2, 3) = 3"]
    #[cost = 9]
    fn greater(left: i32, right: i32) -> i32 {
        left.max(right)
    }

    /// Whether one number is below another.
    #[example = "less(2, 3) = true"]
    #[cost = 8]
    fn less(left: i32, right: i32) -> bool {
        left < right
    }

    /// Whether a number is even.
    #[example = "is_even(3) = false"]
    #[cost = 9]
    fn is_even(number: i32) -> bool {
        number % 2 == 0
    }

    /// 1 for true, 0 for false.
    #[example = "to_int(true) = 1"]
    #[cost = 10]
    fn to_int(truth: bool) -> i32 {
        i32::from(truth)
    }

    /// Whether both are true.
    #[example = "and(true, false) = false"]
    #[cost = 8]
    fn and(left: bool, right: bool) -> bool {
        left && right
    }

    /// Whether at least one is true.
    #[example = "or(true, false) = true"]
    #[cost = 9]
    fn or(left: bool, right: bool) -> bool {
        left || right
    }

    /// The other truth value.
    #[example = "not(true) = false"]
    #[cost = 6]
    fn not(truth: bool) -> bool {
        !truth
    }

    /// The point in a row and a column.
    #[example = "point(1, 2) = (1, 2)"]
    #[cost = 8]
    fn point(row: i32, col: i32) -> Point {
        Point::new(row, col)
    }

    /// The row of a point.
    #[example = "row_of((1, 2)) = 1"]
    #[cost = 8]
    fn row_of(point: Point) -> i32 {
        point.row
    }

    /// The column of a point.
    #[example = "col_of((1, 2)) = 2"]
    #[cost = 8]
    fn col_of(point: Point) -> i32 {
        point.col
    }

    /// A point moved by a displacement.
    #[example = "add_points((1, 2), (3, -1)) = (4, 1)"]
    #[cost = 9]
    fn add_points(left: Point, right: Point) -> Point {
        left + right
    }

    /// The displacement from the second point to the first.
    #[example = "subtract_points((1, 2), (3, -1)) = (-2, 3)"]
    #[cost = 9]
    fn subtract_points(left: Point, right: Point) -> Point {
        left - right
    }

    /// A displacement, `factor` times.
    #[example = "scale_point((1, -2), 3) = (3, -6)"]
    #[cost = 10]
    fn scale_point(point: Point, factor: i32) -> Option<Point> {
        Some(Point::new(point.row.checked_mul(factor)?, point.col.checked_mul(factor)?))
    }

    /// Row and column exchanged.
    #[example = "swap_axes((1, 2)) = (2, 1)"]
    #[cost = 10]
    fn swap_axes(point: Point) -> Point {
        Point::new(point.col, point.row)
    }

    /// The displacement of one step in a direction.
    #[example = "step(up_left) = (-1, -1)"]
    #[cost = 7]
    fn step(direction: Direction) -> Point {
        direction.delta()
    }

    /// The direction whose step has the signs of a displacement.
    #[example = "direction_of((0, 5)) = right"]
    #[cost = 10]
    fn direction_of(displacement: Point) -> Option<Direction> {
        Direction::of(displacement)
    }

    /// The direction back.
    #[example = "opposite(up) = down"]
    #[cost = 9]
    fn opposite(direction: Direction) -> Direction {
        direction.opposite()
    }

    /// The direction a quarter turn further, clockwise or not.
    #[example = "turn(up_left, true) = up_right"]
    #[cost = 10]
    fn turn(direction: Direction, clockwise: bool) -> Option<Direction> {
        let Point { row, col } = direction.delta();
        Direction::of(if clockwise { Point::new(col, -row) } else { Point::new(-col, row) })
    }

    /// The size of a height and a width.
    #[example = "size(2, 3) = 2x3"]
    #[cost = 7]
    fn size(height: i32, width: i32) -> Size {
        Size::new(height, width)
    }

    /// The size of a grid.
    #[example = "grid_size({123|456}) = 2x3"]
    #[cost = 5]
    fn grid_size(grid: &Grid) -> Size {
        grid.size()
    }

    /// The size of a square of a side.
    #[example = "square_size(3) = 3x3"]
    #[cost = 7]
    fn square_size(side: i32) -> Size {
        Size::new(side, side)
    }

    /// The height of a size.
    #[example = "size_height(2x3) = 2"]
    #[cost = 8]
    fn size_height(size: Size) -> i32 {
        size.height
    }

    /// The width of a size.
    #[example = "size_width(2x3) = 3"]
    #[cost = 7]
    fn size_width(size: Size) -> i32 {
        size.width
    }

    /// The number of cells of a size.
    #[example = "size_area(2x3) = 6"]
    #[cost = 8]
    fn size_area(size: Size) -> Option<i32> {
        size.height.checked_mul(size.width)
    }

    /// Height and width, `factor` times as large.
    #[example = "scale_size(2x3, 2) = 4x6"]
    #[cost = 9]
    fn scale_size(size: Size, factor: i32) -> Option<Size> {
        let scaled = Size::new(size.height.checked_mul(factor)?, size.width.checked_mul(factor)?);
        (factor > 1).then_some(scaled)
    }

    /// Height and width divided; undefined unless that comes out even.
    #[example = "divide_size(4x6, 2) = 2x3"]
    #[cost = 9]
    fn divide_size(size: Size, divisor: i32) -> Option<Size> {
        let is_even = divisor > 1 && size.height % divisor == 0 && size.width % divisor == 0;
        is_even.then(|| Size::new(size.height / divisor, size.width / divisor))
    }

    /// Height and width multiplied by those of another size.
    #[example = "multiply_sizes(2x3, 2x1) = 4x3"]
    #[cost = 10]
    fn multiply_sizes(left: Size, right: Size) -> Option<Size> {
        Some(Size::new(left.height.checked_mul(right.height)?, left.width.checked_mul(right.width)?))
    }

    /// Height and width larger by a number, or smaller by a negative one.
    #[example = "grow_size(2x3, 1) = 3x4"]
    #[cost = 8]
    fn grow_size(size: Size, by: i32) -> Option<Size> {
        let grown = Size::new(size.height + by, size.width + by);
        (by != 0 && grown.height > 0 && grown.width > 0).then_some(grown)
    }

    /// Height and width exchanged.
    #[example = "swap_size(2x3) = 3x2"]
    #[cost = 10]
    fn swap_size(size: Size) -> Size {
        Size::new(size.width, size.height)
    }
}
